using System.Text.Json.Serialization;

namespace Lab.Hosting.Clients.Chroma;

/// <summary>How a collection measures distance.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ChromaSpace>))]
public enum ChromaSpace
{
    /// <summary>The squared Euclidean distance, which is the server's default.</summary>
    [JsonStringEnumMemberName("l2")]
    L2,

    /// <summary>One minus the cosine of the angle.</summary>
    [JsonStringEnumMemberName("cosine")]
    Cosine,

    /// <summary>One minus the inner product.</summary>
    [JsonStringEnumMemberName("ip")]
    InnerProduct,
}
