using Reelsight.Inference.Embeddings;

namespace Reelsight.Inference.Tests.Embeddings;

public sealed class JointHeadTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_head_is_read_as_it_was_written(bool captions)
    {
        var head = RandomJointHeads.Create(captions);
        using var file = new MemoryStream();
        head.Write(file);
        file.Position = 0;
        var read = JointHead.Read(file);
        Assert.Equal(head.Names, read.Names);
        Assert.Equal(head.Temperature, read.Temperature);
        Assert.Equal(head.Scaling.Mean, read.Scaling.Mean);
        Assert.Equal(head.Scaling.StandardDeviation, read.Scaling.StandardDeviation);
        Assert.Equal(head.Concepts.Weights, read.Concepts.Weights);
        Assert.Equal(head.Concepts.Offsets, read.Concepts.Offsets);
        Assert.Equal(head.Captions?.ImageMap.Scales, read.Captions?.ImageMap.Scales);
        Assert.Equal(head.Captions?.TextMean, read.Captions?.TextMean);
        Assert.Equal(head.Captions?.TextMap.Weights, read.Captions?.TextMap.Weights);
    }

    [Fact]
    public void A_file_that_breaks_off_or_is_something_else_is_refused()
    {
        using var file = new MemoryStream();
        RandomJointHeads.Create(captions: true).Write(file);
        Assert.Throws<InvalidDataException>(() => JointHead.Read(new MemoryStream(file.ToArray()[..1000])));
        Assert.Throws<InvalidDataException>(() => JointHead.Read(new MemoryStream(file.ToArray()[..^1])));
        Assert.Throws<InvalidDataException>(() => JointHead.Read(new MemoryStream("not a head at all"u8.ToArray())));
    }
}
