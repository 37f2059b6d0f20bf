using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>What an edit finds.</summary>
public interface IAnnotationReader
{
    /// <summary>One, also when it is deleted.</summary>
    AnnotationRecord? Find(string id);

    /// <summary>One by the caller's own id, also when it is deleted.</summary>
    AnnotationRecord? FindByClientId(string clientId);

    /// <summary>All that fit and exist.</summary>
    IReadOnlyList<AnnotationRecord> ListAll(AnnotationFilter filter);

    /// <summary>An earlier edit, or null.</summary>
    AnnotationEdit? FindEdit(long revision);
}
