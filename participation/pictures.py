"""Pictures re-encoded from their pixels: no metadata, no place, no thumbnail of the file survives."""

import struct
import warnings
import zlib
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from participation.errors import UnreadablePictureError

FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 40_000_000
MAX_EDGE = 2000
_UNREADABLE = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    EOFError,
    LookupError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    Image.DecompressionBombError,
    Warning,
)


@dataclass(frozen=True, kw_only=True)
class EncodedPicture:
    """A picture ready to be stored: JPEG, or WebP where parts of it are transparent; sizes in pixels."""

    data: bytes
    width: int
    height: int
    extension: str


def encode_picture(content: bytes) -> EncodedPicture:
    """Decode a file, turn it upright, shrink it to an edge of `MAX_EDGE` and encode its pixels afresh.

    Raises:
        UnreadablePictureError: no JPEG, PNG or WebP, broken, or more than `MAX_PIXELS`.

    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            return _encode(_pixels(content))
    except _UNREADABLE:
        raise UnreadablePictureError(field="picture") from None


def _pixels(content: bytes) -> Image.Image:
    """Return the first frame, upright, in a new image that knows nothing of the file."""
    with Image.open(BytesIO(content), formats=FORMATS) as source:
        if source.width * source.height > MAX_PIXELS:
            raise UnreadablePictureError(field="picture")
        source.load()
        upright = ImageOps.exif_transpose(source)
    picture = upright.convert("RGBA" if upright.has_transparency_data else "RGB")
    picture.thumbnail((MAX_EDGE, MAX_EDGE))
    fresh = Image.new(picture.mode, picture.size)
    fresh.paste(picture)
    return fresh


def _encode(picture: Image.Image) -> EncodedPicture:
    target = BytesIO()
    if picture.mode == "RGBA":
        picture.save(target, format="WEBP", quality=82)
        extension = "webp"
    else:
        picture.save(target, format="JPEG", quality=85, optimize=True, progressive=True)
        extension = "jpg"
    return EncodedPicture(data=target.getvalue(), width=picture.width, height=picture.height, extension=extension)
