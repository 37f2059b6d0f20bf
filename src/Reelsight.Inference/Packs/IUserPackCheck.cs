namespace Reelsight.Inference.Packs;

/// <summary>Runs the models of a pack before it is added, so that one that cannot work is refused.</summary>
public interface IUserPackCheck
{
    /// <summary>Runs every model of a pack.</summary>
    /// <param name="pack">The manifest, already validated.</param>
    /// <param name="folder">Folder with the files, whose hashes were checked.</param>
    /// <exception cref="InvalidDataException">A model does not match the manifest.</exception>
    /// <exception cref="Onnx.OnnxException">A model cannot be loaded or run.</exception>
    void Run(UserPack pack, string folder);
}
