namespace Reelsight.Storage.Records;

/// <summary>State of a derived artefact: stream or thumbnail.</summary>
public enum ArtefactStatus
{
    /// <summary>Not requested.</summary>
    None,

    /// <summary>Requested.</summary>
    Pending,

    /// <summary>Being created.</summary>
    Processing,

    /// <summary>Available.</summary>
    Ready,

    /// <summary>Could not be created.</summary>
    Error,
}
