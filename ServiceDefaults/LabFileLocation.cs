using Lab.Model;
using Microsoft.Extensions.Configuration;

namespace Lab.ServiceDefaults;

/// <summary>Where lab.json lies: <c>Lab:File</c>, else the copy beside the program.</summary>
internal static class LabFileLocation
{
    public static LabDeclaration Load(IConfiguration configuration) =>
        LabFile.Load(configuration["Lab:File"] is { Length: > 0 } path ? path : Path.Combine(AppContext.BaseDirectory, LabFile.Name));
}
