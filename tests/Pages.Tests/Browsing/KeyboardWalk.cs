using Microsoft.Playwright;

namespace CreditShare.Pages.Tests.Browsing;

/// <summary>
/// Goes once round a page and back to where it began by the Tab key, as one does who has no mouse: everything that can be used is reached, in the page's own order, and each time it is to be seen where one is, by a ring of three times the contrast of its ground. Of a group of radio buttons Tab stops at
/// one; a date's parts are one field.
/// </summary>
internal static class KeyboardWalk
{
    /// <summary>Prepares the walk; answers how often Tab goes forward at most until the first stop comes again.</summary>
    private const string Begin =
        """
        () => {
            const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
                .filter(stop => stop.checkVisibility({ visibilityProperty: true }) && !stop.matches(':disabled, [type=hidden]'));
            const parts = colour => colour.match(/[\d.]+/g).map(Number);
            const light = colour => parts(colour).slice(0, 3).map(part => part / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
                .reduce((sum, part, i) => sum + part * [0.2126, 0.7152, 0.0722][i], 0);
            const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
            // What stands behind the ring: the first colour around the stop.
            const ground = stop => {
                for (let around = stop.parentElement; around; around = around.parentElement) {
                    const { backgroundColor } = getComputedStyle(around);
                    if (parts(backgroundColor)[3] !== 0)
                        return backgroundColor;
                }
                return 'rgb(255, 255, 255)';
            };
            window.walk = { stops, reached: [], unseen: new Set() };
            document.addEventListener('focusin', event => {
                const stop = stops.indexOf(event.target);
                if (stop < 0)
                    return;
                if (window.walk.reached.at(-1) !== stop)
                    window.walk.reached.push(stop);
                const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(event.target);
                const ring = [outlineColor, ...boxShadow.match(/rgba?\([^)]*\)/g) ?? []];
                if (outlineStyle === 'none' || parseFloat(outlineWidth) === 0 || !ring.some(colour => contrast(colour, ground(event.target)) >= 3))
                    window.walk.unseen.add(stop);
            });
            return 2 * (stops.length + 6 * stops.filter(stop => stop.type === 'date').length) + 5;
        }
        """;

    private const string End =
        """
        () => {
            const { stops, reached, unseen } = window.walk;
            const name = stop => stops[stop].outerHTML.slice(0, 200);
            const group = stop => stop.type === 'radio' ? `${stop.form?.action} ${stop.name}` : stop;
            const groups = new Set(reached.map(stop => group(stops[stop])));
            // From the last one Tab leads to the first again, and only to that one back.
            const again = reached.indexOf(reached[0], 1);
            const round = reached.slice(0, again + 1);
            const back = round.filter((stop, i) => i > 0 && stop < round[i - 1] && stop !== Math.min(...round));
            return [
                ...stops.keys().filter(stop => !groups.has(group(stops[stop]))).map(stop => `not reached: ${name(stop)}`),
                ...[...unseen].map(stop => `not to be seen where one is: ${name(stop)}`),
                ...again < 0 && new Set(reached).size > 1 ? [`no way round to: ${name(reached[0])}`] : [],
                ...back.map(stop => `out of the page's order: ${name(stop)}`),
            ];
        }
        """;

    /// <summary>What is wrong with the page for one who has a keyboard alone; changes nothing but where one is.</summary>
    public static async Task<IReadOnlyList<string>> FaultsAsync(IPage page, TimeSpan patience)
    {
        for (var presses = await page.EvaluateAsync<int>(Begin).WaitAsync(patience, TimeProvider.System); presses > 0; presses--)
            await page.Keyboard.PressAsync("Tab").WaitAsync(patience, TimeProvider.System);
        return await page.EvaluateAsync<string[]>(End).WaitAsync(patience, TimeProvider.System);
    }
}
