namespace Reelsight.Training.LinearAlgebra;

/// <summary>Steps of the Adam method (Kingma and Ba, 2015) for one array of weights.</summary>
internal sealed class AdamOptimizer(float[] weights, float rate)
{
    private const float Momentum = 0.9f;
    private const float SquareDecay = 0.999f;
    private const float Epsilon = 1e-8f;
    private const int Chunk = 1 << 16;

    private readonly float[] _mean = new float[weights.Length];
    private readonly float[] _square = new float[weights.Length];
    private int _steps;

    /// <summary>One step against the gradient.</summary>
    /// <param name="gradient">One number for each weight.</param>
    /// <param name="share">What the rate is multiplied by at this step, for example to let it run out.</param>
    /// <param name="decay">Share of each weight that is taken off, before the rate: 0 takes nothing.</param>
    public void Step(float[] gradient, float share, float decay = 0)
    {
        _steps++;
        var size = rate * share * MathF.Sqrt(1 - MathF.Pow(SquareDecay, _steps)) / (1 - MathF.Pow(Momentum, _steps));
        Parallel.For(0, (weights.Length + Chunk - 1) / Chunk, part =>
        {
            var end = Math.Min(weights.Length, (part + 1) * Chunk);
            for (var i = part * Chunk; i < end; i++)
            {
                _mean[i] += (1 - Momentum) * (gradient[i] - _mean[i]);
                _square[i] += (1 - SquareDecay) * ((gradient[i] * gradient[i]) - _square[i]);
                weights[i] -= (size * _mean[i] / (MathF.Sqrt(_square[i]) + Epsilon)) + (rate * share * decay * weights[i]);
            }
        });
    }
}
