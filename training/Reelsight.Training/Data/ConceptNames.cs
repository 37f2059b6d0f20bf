namespace Reelsight.Training.Data;

/// <summary>From the names of folders to plain English.</summary>
internal static class ConceptNames
{
    // Misspelt, abbreviated or split by how the pictures were collected, not by what they show.
    private static readonly Dictionary<string, string> Corrections = new(StringComparer.Ordinal)
    {
        ["Faces"] = "face",
        ["Faces_easy"] = "face",
        ["Leopards"] = "leopard",
        ["Motorbikes"] = "motorbike",
        ["airplanes"] = "airplane",
        ["water_lilly"] = "water lily",
        ["ampute football"] = "amputee football",
        ["barell racing"] = "barrel racing",
        ["canoe slamon"] = "canoe slalom",
        ["insidecity"] = "inner city",
        ["livingroom"] = "living room",
        ["opencountry"] = "open country",
        ["tallbuilding"] = "tall building",
    };

    public static string FromFolder(string folder) => Corrections.GetValueOrDefault(folder, folder.Replace('_', ' ').ToLowerInvariant());
}
