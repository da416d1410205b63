"""Rule checks of typed answers: what similarity to the reference can't see. Pure text, no model."""
