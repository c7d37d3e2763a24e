using System.Text.Json.Serialization;

namespace Lab.Engines.ObjectStore.Storage;

/// <summary>How rows' documents are written: generated code starts faster than reflection.</summary>
[JsonSerializable(typeof(Bucket))]
[JsonSerializable(typeof(ObjectVersion))]
[JsonSerializable(typeof(Part))]
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class StoreJson : JsonSerializerContext;
