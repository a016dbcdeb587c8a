"""The route `webhook`: submissions as signed POSTs."""
