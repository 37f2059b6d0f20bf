using System.Text.Json.Nodes;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>A language model that the owner plugged in. Safe for many callers at once.</summary>
public interface ILanguageModel
{
    /// <summary>Its name, as answers tell it.</summary>
    string Name { get; }

    /// <summary>Tokens that question and answer may have together.</summary>
    int ContextTokens { get; }

    /// <summary>Most pictures that a question may hold; 0 when it takes none.</summary>
    int MaxImages { get; }

    /// <summary>Asks the model once.</summary>
    /// <param name="request">What is asked.</param>
    /// <param name="onText">Hears the answer piece by piece while it comes; null waits for the whole.</param>
    /// <param name="ct">Stops the work, at the model too as far as it notices.</param>
    /// <exception cref="LanguageModelException">No answer came, or only a part of one.</exception>
    Task<LanguageModelResponse> CompleteAsync(LanguageModelRequest request, Func<string, Task>? onText, CancellationToken ct);
}
