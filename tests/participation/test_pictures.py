import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from participation.errors import UnreadablePictureError
from participation.pictures import MAX_EDGE, EncodedPicture, encode_picture

RED, BLUE = (255, 0, 0), (0, 0, 255)


def a_file(form: str = "JPEG", *, size: tuple[int, int] = (40, 30), mode: str = "RGB", exif: bytes = b"") -> bytes:
    target = BytesIO()
    Image.new(mode, size, RED if mode == "RGB" else None).save(target, format=form, exif=exif)
    return target.getvalue()


def pixels(picture: EncodedPicture) -> Image.Image:
    return Image.open(BytesIO(picture.data))


def a_bomb(width: int, height: int) -> bytes:
    """A PNG whose head promises more pixels than the file holds."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_jpeg_png_and_webp_come_out_as_jpeg(form: str) -> None:
    picture = encode_picture(a_file(form))
    assert (picture.width, picture.height, picture.extension) == (40, 30, "jpg")
    assert pixels(picture).format == "JPEG"


def test_what_is_transparent_stays_so() -> None:
    picture = encode_picture(a_file("PNG", mode="RGBA"))
    assert picture.extension == "webp"
    assert pixels(picture).getpixel((0, 0))[3] == 0  # type: ignore[index]  # RGBA


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"kein Bild",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
        a_file("GIF"),
        a_file("BMP"),
        a_file("TIFF"),
        a_file("JPEG", size=(400, 300))[:300],
        a_file("PNG", size=(400, 300))[:80],
        a_file("WEBP", size=(400, 300))[:40],
        b"\xff\xd8\xff" + b"\x00" * 100,
        a_bomb(10_000, 5_000),
        a_bomb(60_000, 60_000),
        a_bomb(2**31 - 1, 2**31 - 1),
        a_bomb(30, 30),
    ],
    ids=lambda content: f"{len(content)} bytes",
)
def test_what_is_no_readable_picture_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadablePictureError) as refused:
        encode_picture(content)
    assert refused.value.field == "picture"


def test_no_metadata_survive() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Haus von Anna"
    picture = encode_picture(a_file(exif=exif.tobytes()))
    assert b"Anna" not in picture.data
    assert not pixels(picture).getexif()


def test_the_camera_held_sideways_is_turned_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    picture = encode_picture(a_file(size=(40, 30), exif=exif.tobytes()))
    assert (picture.width, picture.height) == (30, 40)


def test_a_large_picture_is_made_smaller_and_a_small_one_stays() -> None:
    picture = encode_picture(a_file("PNG", size=(3000, 1500)))
    assert (picture.width, picture.height) == (MAX_EDGE, MAX_EDGE // 2)
