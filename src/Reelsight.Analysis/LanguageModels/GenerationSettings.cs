namespace Reelsight.Analysis.LanguageModels;

/// <summary>The language model that writes answers: any server that speaks the chat completions of the OpenAI API.</summary>
public sealed record GenerationSettings
{
    /// <summary>Root of its API, such as <c>http://127.0.0.1:11434/v1</c>; null leaves answers to the composer.</summary>
    public Uri? Url { get; init; }

    /// <summary>The model's name there.</summary>
    public string? Model { get; init; }

    /// <summary>The bearer key that the server asks for, or null. Neither logged nor shown.</summary>
    public string? Key { get; init; }

    /// <summary>Tokens that a request and its answer may have together.</summary>
    public int ContextTokens { get; init; } = 8192;

    /// <summary>Largest number of images in a request; 0 for models that take none.</summary>
    public int MaxImages { get; init; }

    /// <summary>Time limit of one answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    // The key stays out of logs even if the settings are written to one.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Url = {Url}, Model = {Model}");
        return true;
    }
}
