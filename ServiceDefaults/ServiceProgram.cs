using Lab.Model;

namespace Lab.ServiceDefaults;

/// <summary>The frame of a service's program.</summary>
public static class ServiceProgram
{
    /// <summary>Runs a service; a wrong configuration ends it with the mistake, a line each, and not with a stack trace.</summary>
    /// <param name="run">Builds and runs the service.</param>
    /// <returns>The exit code: 0, or 1 where the service could not start or go on.</returns>
    public static async Task<int> RunAsync(Func<Task> run)
    {
        ArgumentNullException.ThrowIfNull(run);
        try
        {
            await run();
            return Environment.ExitCode;
        }
        catch (Exception exception) when (exception is ServiceConfigurationException or LabFileException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (IOException exception) when (exception.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} Stop what listens there, or set another address in ASPNETCORE_URLS.");
            return 1;
        }
    }
}
