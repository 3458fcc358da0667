"""Small texts written for the tests, none of them learned from: one a verdict and language."""

from __future__ import annotations

DRESSED = {
    "en": """# Trailblazer for tomorrow's retail (m/f/d)
We reinvent shopping. Be bold, be a rebel, shape the future of our industry with us.
## Your tasks
- Setting up and optimising our search campaigns
- Weekly reporting of revenue to the head of sales
- Keeping the product texts in the web shop up to date
- Briefing our agency for the seasonal flyers
## Your profile
- Three years of experience in online marketing""",
    "de": """# Zukunftsgestalter Marketing (m/w/d)
Wir erfinden den Handel neu. Sei mutig, sei Pionier und gestalte mit uns die Zukunft der Branche.
## Deine Aufgaben
- Planung und Optimierung unserer Suchmaschinenkampagnen
- Wöchentliche Auswertung der Umsätze für die Vertriebsleitung
- Pflege der Produkttexte im Onlineshop
- Abstimmung der Saisonflyer mit der Agentur
## Dein Profil
- Drei Jahre Erfahrung im Online-Marketing""",
    "it": """# Pioniere del commercio di domani
Reinventiamo il modo di fare acquisti. Osa, rompi le regole e costruisci con noi il futuro del settore.
## Le tue attività
- Gestione e ottimizzazione delle campagne sui motori di ricerca
- Report settimanale del fatturato per la direzione vendite
- Aggiornamento delle schede prodotto nel negozio online
- Coordinamento dell'agenzia per i volantini di stagione
## Requisiti
- Tre anni di esperienza nel marketing digitale""",
    "zh": """# 未来零售先锋
我们要颠覆购物方式，重新定义整个行业，和敢想敢干的人一起开创未来。
## 岗位职责
1. 负责搜索广告的投放与优化；
2. 每周向销售总监汇报销售数据；
3. 更新网店的商品文案；
4. 对接代理公司，完成季节性海报的制作。
## 任职要求
1. 三年以上网络营销经验。""",
}
EXPLORING = {
    "en": """You find out whether schools would rent our stoves instead of buying them.
You spend two days a week in kitchens that have never bought from us and ask what they do without.
You build rough samples and try them with five cooks; if nobody wants them, we drop the idea.
At the end we ask what you learned and which ways are ruled out.""",
    "de": """Sie finden heraus, ob Schulen unsere Öfen mieten würden, statt sie zu kaufen.
Sie besuchen jede Woche Küchen, die noch nie bei uns gekauft haben, und fragen, was dort fehlt.
Sie bauen einfache Muster und probieren sie mit fünf Köchen aus; will sie niemand, lassen wir die Idee fallen.
Am Ende zählt, was Sie gelernt haben und welche Wege ausgeschlossen sind.""",
    "it": """Deve capire se le scuole noleggerebbero i nostri forni invece di comprarli.
Passa due giorni a settimana in cucine che non hanno mai comprato da noi e chiede che cosa manca.
Costruisce campioni rudimentali e li prova con cinque cuochi; se nessuno li vuole, si abbandona l'idea.
Alla fine si valuta che cosa si è imparato e quali strade sono state escluse.""",
    "zh": """弄清学校是否愿意租用而不是购买我们的炉子。
每周两天走访从未向我们买过东西的厨房，了解他们缺什么。
做几件粗糙的样品，请五位厨师试用；如果没人要，就放弃这个想法。
年底只看学到了什么，排除了哪些路。""",
}
PLAIN = """# Newsletter editor
You write two newsletters a week and keep the list of readers in order.
You book the advertisements in them and check the invoices.
You report opens and orders to the head of sales every month.
You answer questions of readers."""
HYBRID = """# Head of sales and new fields
You run our twelve branches and negotiate the prices with our suppliers.
You plan the advertising of the year together with the agency.
You find out whether hospitals, which we have never served, would have any use for our ovens.
You try with two prototypes whether anyone would pay for heat by the hour.
Your bonus depends on the revenue of the branches alone."""
TOO_LITTLE = """# Join us
We are a family of bakers with forty branches in three towns.
We offer thirty days of holiday and free bread.
Send us your documents by the end of the month."""
FRENCH = """Vous gérez les campagnes et vous suivez les résultats pour la direction des ventes.
Vous rédigez les textes du site et les lettres pour nos clients dans les trois régions."""
