namespace Reelsight.Core.Descriptions;

/// <summary>What a fact of the evidence timeline is about.</summary>
public enum EvidenceKind
{
    /// <summary>A tracked object; <see cref="Evidence.Text"/> is its label.</summary>
    Object,

    /// <summary>A spoken phrase; <see cref="Evidence.Text"/> is what was said.</summary>
    Speech,

    /// <summary>A line written on screen; <see cref="Evidence.Text"/> is what it reads.</summary>
    OnScreenText,
}
