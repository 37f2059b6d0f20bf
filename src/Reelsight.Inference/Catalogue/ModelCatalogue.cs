using System.Text.Json;
using Reelsight.Inference.Hub;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Catalogue;

/// <summary>The models that one command installs. It comes with the program: listing it needs no network.</summary>
public static class ModelCatalogue
{
    private const int MaxNameLength = 40;
    private const string HubPrefix = CatalogueSource.Hub + ":";

    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Lazy<IReadOnlyList<CataloguePack>> _all = new(ReadEmbedded);

    /// <summary>Every pack, the recommended one of each role first.</summary>
    public static IReadOnlyList<CataloguePack> All => _all.Value;

    /// <summary>
    /// The pack of a name; also of <c>hub:OWNER/NAME</c> or <c>hub:OWNER/NAME@REVISION</c>, any repository with the layout of an image-text
    /// model. Null when it is neither.
    /// </summary>
    /// <exception cref="ModelStoreException">It names a repository, but not as it must.</exception>
    public static CataloguePack? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.StartsWith(HubPrefix, StringComparison.Ordinal)
            ? CreateForRepository(name[HubPrefix.Length..])
            : All.FirstOrDefault(pack => pack.Name == name);
    }

    private static CataloguePack CreateForRepository(string address)
    {
        var parts = address.Split('@', 2);
        if (!HubRepository.IsName(parts[0]) || parts[^1].Length == 0)
        {
            throw new ModelStoreException($"\"{HubPrefix}{address}\" must name a repository as hub:OWNER/NAME or hub:OWNER/NAME@REVISION.");
        }

        var known = All.FirstOrDefault(pack => pack.Source.Kind == CatalogueSource.Hub && pack.Source.Name == parts[0]);
        var source = new CatalogueSource
        {
            Kind = CatalogueSource.Hub,
            Name = parts[0],
            Version = parts.Length == 2 ? parts[1] : "main",
        };
        return known is not null
            ? known with
            {
                Source = known.Source with { Version = source.Version },
            }
            : CreateUnknown(parts[0][(parts[0].IndexOf('/', StringComparison.Ordinal) + 1)..], source);
    }

    /// <summary>An entry for a folder in the layout of an image-text model.</summary>
    internal static CataloguePack CreateForFolder(string folder) =>
        CreateUnknown(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))),
            new CatalogueSource { Kind = CatalogueSource.Folder, Name = Path.GetFullPath(folder) }
        );

    private static CataloguePack CreateUnknown(string name, CatalogueSource source) =>
        new()
        {
            Name = MakeName(name),
            Role = CatalogueRoles.ImageText,
            Adds = "An image-text model that is not in the catalogue",
            Tested = "Not run where Reelsight is tested.",
            Licence = "",
            Bytes = 0,
            MemoryMb = 0,
            Speed = "",
            Source = source,
        };

    // The names of packs have small letters, digits, dots and hyphens, and at most 40 of them.
    private static string MakeName(string text)
    {
        var last = text.ToLowerInvariant();
        var plain = string.Join(
            '-',
            string.Concat(last.Select(sign => char.IsAsciiLetterOrDigit(sign) || sign == '.' ? sign : '-'))
                .Split('-', StringSplitOptions.RemoveEmptyEntries)
        );
        var name = plain.Length > 1 && char.IsAsciiLetter(plain[0]) ? plain : $"model-{plain}";
        return name[..Math.Min(name.Length, MaxNameLength)];
    }

    private static IReadOnlyList<CataloguePack> ReadEmbedded()
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream("catalogue.json")!;
        return JsonSerializer.Deserialize<IReadOnlyList<CataloguePack>>(stream, _json)!;
    }
}
