using System.Text.Json.Nodes;

namespace Reelsight.Analysis.LanguageModels;

/// <summary>A model did not answer, or not in a way that can be used. The message is a sentence that names the cause.</summary>
public sealed class LanguageModelException(string message, Exception? inner = null) : Exception(message, inner);
