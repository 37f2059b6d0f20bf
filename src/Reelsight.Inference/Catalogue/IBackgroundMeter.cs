using Reelsight.Inference.Packs;

namespace Reelsight.Inference.Catalogue;

/// <summary>Embeds unrelated images with an image-text model: what they have in common with a query is what "nothing fits" means.</summary>
public interface IBackgroundMeter
{
    /// <summary>Embeds the images.</summary>
    /// <param name="pack">The manifest; its background is not there yet.</param>
    /// <param name="folder">Its files.</param>
    /// <param name="ct">Cancellation.</param>
    /// <returns>The vectors one after the other, 32-bit floats, Euclidean norm 1.</returns>
    /// <exception cref="InvalidDataException">The image network is not what the manifest says.</exception>
    /// <exception cref="Onnx.OnnxException">It cannot be loaded or run.</exception>
    Task<byte[]> MeasureAsync(UserPack pack, string folder, CancellationToken ct);
}
