using Reelsight.Pipeline.Assets;

namespace Reelsight.Analysis.Requests;

/// <summary>An image that a prompt or a segment definition refers to as <c>&lt;@name&gt;</c>.</summary>
/// <param name="Key">Identifies the image within its request: names are unique within a prompt or a definition only.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">The parameter that holds it, for errors.</param>
/// <param name="Media">Where its bytes are; null when they were sent with the request and described then.</param>
public sealed record ReferenceImageSource(string Key, string Name, string Path, MediaSource? Media);
