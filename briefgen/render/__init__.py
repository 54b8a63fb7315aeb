"""Site → pages: view models, woven text and templates. What a page shows is decided in `views`, how it looks in `templates/`."""
