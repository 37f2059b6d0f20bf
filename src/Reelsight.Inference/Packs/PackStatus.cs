namespace Reelsight.Inference.Packs;

/// <summary>State of one pack in a store.</summary>
/// <param name="Pack">The pack.</param>
/// <param name="State">Whether it can be used.</param>
/// <param name="Reason">Sentence that says why it cannot be used; null when it can.</param>
public sealed record PackStatus(ModelPack Pack, PackState State, string? Reason);
