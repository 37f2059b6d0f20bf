using Reelsight.Analysis.LanguageModels;

namespace Reelsight.Analysis.Agent;

/// <summary>The answer to a question about a knowledge store.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Generated">What a language model generated of it; null when the agent composed it.</param>
/// <param name="Provenance">Who wrote it; null when no language model is configured.</param>
public sealed record StoreAnswer(AgentAnswer Answer, GeneratedAnswer? Generated, AnswerProvenance? Provenance);
