namespace Reelsight.Core.Descriptions;

/// <summary>What a piece of evidence is about.</summary>
public enum EvidenceKind
{
    /// <summary>A tracked object; <see cref="Evidence.Text"/> is its label.</summary>
    Object,

    /// <summary>A spoken phrase; <see cref="Evidence.Text"/> is what was said.</summary>
    Speech,

    /// <summary>A line of on-screen text; <see cref="Evidence.Text"/> is the recognized text.</summary>
    OnScreenText,
}
