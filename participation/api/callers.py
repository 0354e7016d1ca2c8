"""Who asks, as the actions know them."""

from rest_framework.request import Request

from participation.errors import SignInRequiredError
from participation.models import Person


def viewer_of(request: Request) -> Person | None:
    """Return the person who is signed in, or None for a visitor."""
    return getattr(request.user, "person", None)


def signed_in(request: Request) -> Person:
    """Return the person who is signed in.

    Raises:
        SignInRequiredError: nobody is.

    """
    person = viewer_of(request)
    if person is None:
        raise SignInRequiredError
    return person


def device_of(request: Request) -> str:
    """Return the random id of the device that asks; see `DeviceMiddleware`."""
    return str(getattr(request, "device", ""))


def asker_of(request: Request) -> str:
    """Name who asks for limits and repeated requests: the person, or the device of a visitor."""
    person = viewer_of(request)
    return f"person:{person.pk}" if person else f"device:{device_of(request)}"
