"""Pages → the output folder: writes only what changed, whole files only, and deletes nothing it did not make."""
