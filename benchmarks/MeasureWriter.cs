using System.Text.Json;

namespace Lab.Benchmarks;

/// <summary>Writes results as one JSON object a line.</summary>
internal sealed class MeasureWriter(TextWriter output)
{
    /// <summary>Writes one result.</summary>
    public void Write(Measure measure) => output.WriteLine(JsonSerializer.Serialize(measure));
}
