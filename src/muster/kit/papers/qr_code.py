"""An address as a QR code, drawn as SVG."""


def qr_drawing(address: str) -> str:
    """Return the drawing of a QR code (SVG) that leads to `address`; a quarter of it may be hidden."""
    import qrcode  # loaded where a code is printed
    from qrcode.constants import ERROR_CORRECT_Q
    from qrcode.image.svg import SvgPathImage

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=4, image_factory=SvgPathImage)
    code.add_data(address)
    code.make(fit=True)
    drawing: str = code.make_image().to_string(encoding="unicode")
    return drawing
