"""Pages of one municipality. Reverse them with keywords: `{% url 'town:home' municipality=municipality.slug %}`."""

from django.urls import URLPattern, URLResolver

app_name = "town"
urlpatterns: list[URLPattern | URLResolver] = []
