namespace Lab.Engines.ObjectStore.Signing;

/// <summary>A signature that was found right, with what chunks of the body are signed by.</summary>
/// <param name="Key">The key of the day.</param>
/// <param name="Scope">What the key is for.</param>
/// <param name="Time">The time that the request bears, as <c>20260101T000000Z</c>.</param>
/// <param name="Value">The signature, which the first chunk's continues.</param>
/// <param name="Payload">What the request says of its body: its SHA-256, or how it is signed.</param>
internal sealed record Signature(SigningKey Key, CredentialScope Scope, string Time, string Value, string Payload);
