"""A load balancer before several instances: each request goes to any of them that answers."""

import random
import socket
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import aiohttp
from aiohttp import web


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Balancer:
    """Passes requests on. A backend that is not reached is left out for this one; one that breaks off gives 502."""

    def __init__(self, ports: Iterable[int], seed: int) -> None:
        self.ports = list(ports)
        self.taken: dict[int, int] = dict.fromkeys(self.ports, 0)
        """How many requests each port has answered."""
        self.url = ""
        self._dice = random.Random(seed)
        self._session: aiohttp.ClientSession

    async def _pass_on(self, request: web.Request) -> web.Response:
        body = await request.read()
        kept = {name: value for name, value in request.headers.items() if name not in ("Host", "Content-Length")}
        for port in self._dice.sample(self.ports, len(self.ports)):
            url = f"http://127.0.0.1:{port}{request.path_qs}"
            try:
                async with self._session.request(request.method, url, data=body, headers=kept) as response:
                    self.taken[port] += 1
                    return web.Response(status=response.status, body=await response.read())
            except aiohttp.ClientConnectorError:
                continue
            except aiohttp.ClientError:
                return web.Response(status=502)
        return web.Response(status=503)


@asynccontextmanager
async def balancer(ports: Iterable[int], seed: int = 1) -> AsyncIterator[Balancer]:
    """A balancer, on a port of its own."""
    made = Balancer(ports, seed)
    application = web.Application()
    application.router.add_route("*", "/{rest:.*}", made._pass_on)
    runner = web.AppRunner(application, access_log=None)
    async with aiohttp.ClientSession() as made._session:
        await runner.setup()
        try:
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            host, port = runner.addresses[0][:2]
            made.url = f"http://{host}:{port}"
            yield made
        finally:
            await runner.cleanup()
