using Reelsight.Storage.Records;

namespace Reelsight.Storage.Stores;

/// <summary>Reads the annotations of a label set within an edit.</summary>
public interface IAnnotationReader
{
    /// <summary>One annotation by id, deleted ones included; or null.</summary>
    AnnotationRecord? Find(string id);

    /// <summary>One annotation by the client's own id, deleted ones included; or null.</summary>
    AnnotationRecord? FindByClientId(string clientId);

    /// <summary>All matching annotations that are not deleted.</summary>
    IReadOnlyList<AnnotationRecord> ListAll(AnnotationFilter filter);

    /// <summary>An earlier edit by its revision, or null.</summary>
    AnnotationEdit? FindEdit(long revision);
}
