namespace Lab.ServiceDefaults.Databases;

/// <summary>A migration script failed. Its transaction was rolled back; trying again would fail again.</summary>
internal sealed class MigrationFailedException(string? script, Exception cause)
    : Exception(script is null ? $"The schema could not be read: {cause.Message}" : $"The migration {script} failed and was rolled back: {cause.Message}", cause);
