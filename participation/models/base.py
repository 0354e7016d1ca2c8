"""What every row of ours has: a random public id as its primary key."""

from django.db import models

from participation.models.ids import ID_LENGTH, new_id


class Entity(models.Model):
    """One thing with a random public id; the id is what pages, API and exports name."""

    id = models.CharField(primary_key=True, max_length=ID_LENGTH, default=new_id, editable=False)

    class Meta:
        abstract = True

    @property
    def ref(self) -> str:
        """Name this row in the journal and in critical acts: `kind:id`."""
        return f"{self._meta.model_name}:{self.pk}"
