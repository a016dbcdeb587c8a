"""The route `badgekit`: applications in a BadgeKit system."""
