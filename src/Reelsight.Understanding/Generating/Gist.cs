using System.Text.Json.Nodes;
using Reelsight.Understanding.Composing;
using Reelsight.Understanding.Schemas;

namespace Reelsight.Understanding.Generating;

/// <summary>A title, topics and hashtags.</summary>
public sealed record Gist(string Title, IReadOnlyList<string> Topics, IReadOnlyList<string> Hashtags);
