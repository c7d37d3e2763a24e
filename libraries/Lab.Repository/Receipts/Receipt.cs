using System.Text.Json.Serialization;

namespace Lab.Repository.Receipts;

/// <summary>Says that an object is there: a sealed object under <c>receipts/</c>.</summary>
/// <param name="Sha256">SHA-256 of the object's bytes.</param>
internal sealed record Receipt([property: JsonPropertyName("sha256")] byte[] Sha256);
