"""A desk's files, such as a table as CSV: sent to be saved, or opened under a policy of their own."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response

from taktgeber.core import Download

from .fields import read_fields
from .pages import Endpoint, query_of
from .visits import Visits


def download_endpoint(visits: Visits, download: Download) -> Endpoint:
    """Refuses whom the matrix does not let in, and a query that the file does not know."""

    async def sent(request: Request) -> Response:
        def work() -> Response:
            visit = visits.visit(request, query_of(request))
            visit.require(download.permission)  # type: ignore[arg-type]
            asked = {k: [v] for k, v in visit.query.items() if "{" + k + "}" not in download.path}
            read_fields(download.query, asked, visit.house.settings.currency)
            file = download.make(visit)
            how = "inline" if file.policy else "attachment"
            headers = {"content-disposition": f"{how}; filename*=UTF-8''{quote(file.name)}"}
            if file.policy:
                headers["content-security-policy"] = file.policy
            return Response(file.content, media_type=file.kind, headers=headers)

        return await visits.run(work)

    return sent
