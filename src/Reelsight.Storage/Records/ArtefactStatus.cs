namespace Reelsight.Storage.Records;

/// <summary>State of a derived artefact (stream or thumbnail); <see cref="None"/> means it was not asked for.</summary>
public enum ArtefactStatus
{
    /// <summary>Not asked for.</summary>
    None,

    /// <summary>Asked for.</summary>
    Pending,

    /// <summary>Being made.</summary>
    Processing,

    /// <summary>Can be fetched.</summary>
    Ready,

    /// <summary>Could not be made.</summary>
    Error,
}
