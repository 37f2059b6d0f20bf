using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reelsight.Search.Maps;

namespace Reelsight.Server.Maps;

/// <summary>A map as far as it is made.</summary>
/// <param name="Footage">What it shows.</param>
/// <param name="Step">What is there.</param>
/// <param name="Failure">Why no more will come, or null.</param>
internal sealed record IndexMapState(MapSource Footage, MapProgress Step, string? Failure);
