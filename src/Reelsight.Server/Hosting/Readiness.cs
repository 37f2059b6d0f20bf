namespace Reelsight.Server.Hosting;

/// <summary>Whether the server can serve: stores open, every index loaded.</summary>
internal sealed class Readiness
{
    private volatile bool _ready;

    internal bool IsReady => _ready;

    internal void Set() => _ready = true;
}
