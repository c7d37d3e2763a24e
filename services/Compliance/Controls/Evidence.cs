namespace Lab.Compliance.Controls;

/// <summary>One thing that was done to measure, and what came of it.</summary>
/// <param name="At">When.</param>
/// <param name="Sent">What was sent or asked.</param>
/// <param name="Seen">What was seen.</param>
internal sealed record Evidence(DateTimeOffset At, string Sent, string Seen);
