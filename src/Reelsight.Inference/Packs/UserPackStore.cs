using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Reelsight.Core.Names;
using Reelsight.Inference.Onnx;

namespace Reelsight.Inference.Packs;

/// <summary>
/// The models that the owner added, in <c>own/NAME</c> of a store. They are checked when they are added; of each kind, the one that was
/// added last is used.
/// </summary>
public sealed class UserPackStore
{
    private const string Scratch = ".own-scratch";

    // Reflection instead of source generation, which would lose the defaults of fields that a manifest leaves out.
    private static readonly JsonSerializerOptions _json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    };

    private readonly ModelStore _store;
    private readonly string _root;
    private readonly TimeProvider _time;

    internal UserPackStore(ModelStore store, TimeProvider time) => (_store, _root, _time) = (store, Path.Combine(store.Root, "own"), time);

    /// <summary>Every pack, the one added last first.</summary>
    public IReadOnlyList<UserPack> GetAll() =>
        !Directory.Exists(_root)
            ? []
            :
            [
                .. new DirectoryInfo(_root)
                    .GetDirectories()
                    .OrderByDescending(folder => folder.CreationTimeUtc)
                    .ThenBy(folder => folder.Name, StringComparer.Ordinal)
                    .Select(folder => Read(folder.FullName)),
            ];

    /// <summary>The visual pack in use; null when there is none.</summary>
    public UserPack? Visual => GetAll().FirstOrDefault(pack => pack.Visual is not null);

    /// <summary>The speech pack in use; null when there is none.</summary>
    public UserPack? Speech => GetAll().FirstOrDefault(pack => pack.Speech is not null);

    /// <summary>The detector in use; null when there is none.</summary>
    public UserPack? Detector => GetAll().FirstOrDefault(pack => pack.Detector is not null);

    /// <summary>Path of a file of a pack.</summary>
    internal string GetPath(UserPack pack, string file) => PackFileNames.Combine(GetFolder(pack.Name), file);

    /// <summary>Checks the pack in a folder, every file by its hash and every model by running it, and copies it into the store.</summary>
    /// <param name="folder">Holds <see cref="UserPack.FileName"/> and the files that it names.</param>
    /// <param name="check">Runs the models.</param>
    /// <param name="ct">Cancels the work; nothing is changed then.</param>
    /// <exception cref="ModelStoreException">Something differs from the manifest; nothing was changed.</exception>
    public async Task<UserPack> AddAsync(string folder, IUserPackCheck check, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(check);
        var manifest = ReadManifest(Path.Combine(folder, UserPack.FileName));
        var pack = Parse(Path.Combine(folder, UserPack.FileName), manifest);
        if (FindViolation(pack) is { } broken)
        {
            throw new ModelStoreException($"The pack in {folder} cannot be used: {broken}");
        }

        return await InstallAsync(
            pack,
            async (scratch, token) =>
            {
                foreach (var (file, hash) in pack.Files)
                {
                    await CopyAsync(folder, scratch, file, hash, token);
                }

                // What was checked, and not what may lie there by now.
                await File.WriteAllBytesAsync(Path.Combine(scratch, UserPack.FileName), manifest, token);
                return pack;
            },
            check,
            ct
        );
    }

    /// <summary>Puts a pack into the store, once its files were placed and its models ran; until then the store is as it was.</summary>
    /// <param name="pack">What is known of its manifest.</param>
    /// <param name="place">Fills an empty folder with the files and the manifest, which it returns.</param>
    /// <param name="check">Runs the models.</param>
    /// <param name="ct">Cancels the work; nothing is changed then.</param>
    /// <exception cref="ModelStoreException">Something differs from the manifest; nothing was changed.</exception>
    internal async Task<UserPack> InstallAsync(
        UserPack pack,
        Func<string, CancellationToken, Task<UserPack>> place,
        IUserPackCheck check,
        CancellationToken ct
    )
    {
        var held = await ModelStoreLock.AcquireAsync(_store.Root, _time, ct);
        await using (held)
        {
            var scratch = Path.Combine(_store.Root, Scratch);
            DeleteFolder(scratch);
            Directory.CreateDirectory(scratch);
            try
            {
                var placed = await place(scratch, ct);
                WithStoreException(placed.Name, () =>
                {
                    PackNetworkCheck.Run(placed, scratch);
                    check.Run(placed, scratch);
                    return placed;
                });
                Directory.CreateDirectory(_root);
                DeleteFolder(GetFolder(pack.Name));
                Directory.Move(scratch, GetFolder(pack.Name));
                return placed;
            }
            finally
            {
                DeleteFolder(scratch);
            }
        }
    }

    /// <summary>Writes the manifest of a pack into its folder.</summary>
    internal static Task WriteManifestAsync(UserPack pack, string folder, CancellationToken ct) =>
        File.WriteAllBytesAsync(Path.Combine(folder, UserPack.FileName), JsonSerializer.SerializeToUtf8Bytes(pack, _json), ct);

    /// <summary>The first violation of a manifest, as the end of a sentence; null when there is none.</summary>
    internal string? FindViolation(UserPack pack) => UserPackRules.FindViolation(pack, [.. _store.Heads.Select(head => head.Space)]);

    /// <summary>Deletes a pack; false when there is none of that name.</summary>
    public async Task<bool> RemoveAsync(string name, CancellationToken ct)
    {
        var held = await ModelStoreLock.AcquireAsync(_store.Root, _time, ct);
        await using (held)
        {
            if (GetAll().All(pack => pack.Name != name))
            {
                return false;
            }

            DeleteFolder(GetFolder(name));
            return true;
        }
    }

    /// <summary>Folder of a pack.</summary>
    internal string GetFolder(string name) => FileNameRules.Combine(_root, name);

    private static UserPack Read(string folder)
    {
        var path = Path.Combine(folder, UserPack.FileName);
        return Parse(path, ReadManifest(path));
    }

    private static byte[] ReadManifest(string path)
    {
        try
        {
            RefuseLink(path);
            return File.ReadAllBytes(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{path} cannot be read as the manifest of a pack: {cause.Message}", cause);
        }
    }

    internal static UserPack Parse(string path, byte[] manifest)
    {
        try
        {
            return JsonSerializer.Deserialize<UserPack>(manifest, _json) ?? throw new JsonException("It is null.");
        }
        catch (JsonException cause)
        {
            throw new ModelStoreException($"{path} cannot be read as the manifest of a pack: {cause.Message}", cause);
        }
    }

    // A pack is what lies in its folder: a link could name any file of this machine, or another one after the check.
    private static void RefuseLink(string path)
    {
        if (FileNameRules.IsLink(path))
        {
            throw CreateLinkException(path);
        }
    }

    private static ModelStoreException CreateLinkException(string path) => new($"{path} is a link; put the file itself there.");

    private static async Task CopyAsync(string folder, string target, string file, string hash, CancellationToken ct)
    {
        var (from, to) = (PackFileNames.Combine(folder, file), PackFileNames.Combine(target, file));
        if (PackFileNames.FindLink(folder, file) is { } link)
        {
            throw CreateLinkException(link);
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
            var copied = File.OpenRead(to);
            await using (copied)
            {
                var got = Convert.ToHexStringLower(await SHA256.HashDataAsync(copied, ct));
                if (!got.Equals(hash, StringComparison.OrdinalIgnoreCase))
                {
                    throw new ModelStoreException(
                        $"{from} is not the file that its manifest names: its SHA-256 is {got} instead of {hash}."
                    );
                }
            }
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{from} cannot be copied: {cause.Message}", cause);
        }
    }

    /// <summary>Opens something of a pack, and says which pack it is when that fails.</summary>
    /// <exception cref="ModelStoreException">It failed.</exception>
    internal static T WithStoreException<T>(string name, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception cause) when (cause is InvalidDataException or OnnxException or IOException)
        {
            throw new ModelStoreException($"The pack {name} cannot be used: {cause.Message}", cause);
        }
    }

    /// <summary>Does something with the files of a pack, and says which pack it is when that fails.</summary>
    /// <exception cref="ModelStoreException">It failed.</exception>
    internal static async Task WithStoreExceptionAsync(string name, Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (Exception cause) when (cause is InvalidDataException or OnnxException or IOException)
        {
            throw new ModelStoreException($"The pack {name} cannot be used: {cause.Message}", cause);
        }
    }

    private static void DeleteFolder(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
