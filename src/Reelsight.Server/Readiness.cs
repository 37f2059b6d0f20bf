using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Reelsight.Server.Wire;

namespace Reelsight.Server;

/// <summary>Whether the server can serve: stores open, every index loaded.</summary>
internal sealed class Readiness
{
    private volatile bool _ready;

    internal bool IsReady => _ready;

    internal void Set() => _ready = true;
}
