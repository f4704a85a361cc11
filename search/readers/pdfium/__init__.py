"""What asks the library PDFium, which is an extra: a package of its own, so that all other readers do without it.

In go the bytes of a PDF, out come the lines of its pages. Open `pdf_pages.py` first; the reader is `pdf.py` beside
this package.
"""
