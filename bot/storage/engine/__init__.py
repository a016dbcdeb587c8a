"""What the store needs of a database engine: statements, locations, instances, time of service."""
