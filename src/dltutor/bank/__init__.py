"""The item bank: documents become question items. It knows nothing of vectors, models or screens."""
