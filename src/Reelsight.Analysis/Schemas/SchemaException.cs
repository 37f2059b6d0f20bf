namespace Reelsight.Analysis.Schemas;

/// <summary>A schema that cannot be used.</summary>
/// <param name="unsupported">Whether it uses a keyword outside the subset, rather than a supported one wrongly.</param>
/// <param name="path">Where, such as <c>$.properties.label</c>.</param>
/// <param name="message">A sentence with cause and way out.</param>
public sealed class SchemaException(bool unsupported, string path, string message) : Exception($"{path}: {message}")
{
    /// <summary>Whether a keyword outside the subset is used.</summary>
    public bool Unsupported { get; } = unsupported;

    /// <summary>Where.</summary>
    public string Path { get; } = path;
}
