namespace Reelsight.Analysis.LanguageModels;

/// <summary>A language model gave no usable answer. The message is a sentence that names the cause.</summary>
public sealed class LanguageModelException(string message, Exception? inner = null) : Exception(message, inner);
