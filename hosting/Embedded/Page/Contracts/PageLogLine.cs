namespace Lab.Hosting.Embedded.Page.Contracts;

/// <summary>A line of a log.</summary>
/// <param name="Number">Its number in the log, counted from 1; gaps are lines that were forgotten.</param>
/// <param name="Text">Time in UTC and text.</param>
/// <param name="Error">Whether it was written to standard error or logged as an error.</param>
internal sealed record PageLogLine(int Number, string Text, bool Error);
