using System.Net.Http.Headers;
using System.Numerics.Tensors;
using System.Text.Json;
using Reelsight.Server.Tests.Fixtures;

namespace Reelsight.Server.Tests.Api.V1_3.Embed;

/// <summary>Real files that Debian packages, and vectors as answers hold them.</summary>
internal static class EmbeddingSamples
{
    private const string Samples = "/usr/share/forensics-samples/original-files/";

    /// <summary>A picture of 800 x 600 pixels.</summary>
    public const string Picture = Samples + "pic1/debian.png";

    /// <summary>A picture of 100 x 123 pixels.</summary>
    public const string SmallPicture = Samples + "pic1/debian_logo.png";

    /// <summary>A man talks beside a terminal, 8.3 s.</summary>
    public const string Film = Samples + "movie2/movie-hello.mp4";

    /// <summary>A sentence about an operating system, 5.4 s.</summary>
    public const string Sound = Samples + "audio1/debian.mp3";

    public static ByteArrayContent File(string path) =>
        new(System.IO.File.ReadAllBytes(path)) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    public static string Base64(string path) => Convert.ToBase64String(System.IO.File.ReadAllBytes(path));

    /// <summary>The vector under a name, after its size and length were checked.</summary>
    public static float[] Vector(this JsonElement element, string name)
    {
        float[] vector = [.. element.GetProperty(name).EnumerateArray().Select(n => n.GetSingle())];
        Assert.Equal(512, vector.Length);
        Assert.Equal(1, TensorPrimitives.Norm<float>(vector), 3);
        return vector;
    }

    public static float CosineSimilarity(float[] a, float[] b) => TensorPrimitives.CosineSimilarity<float>(a, b);

    /// <summary>Asks as clients do until a task is over.</summary>
    public static async Task<JsonElement> WaitUntilDoneAsync(this RunningServer server, string path)
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await ticks.WaitForNextTickAsync())
        {
            var task = await server.Client.JsonAsync(path);
            if (task.Text("status") != "processing")
            {
                return task;
            }
        }
        throw new InvalidOperationException("The timer ended.");
    }
}
