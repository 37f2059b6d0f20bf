using System.Runtime.InteropServices;
using Reelsight.Inference.Catalogue;
using Reelsight.Inference.Embeddings;
using Reelsight.Inference.Imaging;
using Reelsight.Inference.Packs;

namespace Reelsight.Inference.UserPacks;

/// <summary>Embeds the images that ship with the program.</summary>
/// <param name="readImages">Decodes them.</param>
public sealed class BackgroundMeter(Func<CancellationToken, Task<IReadOnlyList<PixelBuffer>>> readImages) : IBackgroundMeter
{
    /// <inheritdoc/>
    public async Task<byte[]> MeasureAsync(UserPack pack, string folder, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(pack);
        var images = await readImages(ct);
        return await Task.Run(
            () =>
            {
                using var space = UserPackSpace.OpenWithoutBackground(pack, folder);
                var vectors = new List<float>(images.Count * pack.Visual!.Dimension);
                foreach (var image in images)
                {
                    ct.ThrowIfCancellationRequested();
                    vectors.AddRange(space.Embed(image).Vector);
                }

                return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(vectors)).ToArray();
            },
            ct
        );
    }
}
