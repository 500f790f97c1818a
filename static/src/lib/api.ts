import type { components, paths } from "./components"

/** The record's rows, codes and questions as the API's document types them: what the map reads must stay these. */
export type AttackRow = components["schemas"]["Attack"]
export type BaseRow = components["schemas"]["Base"]
export type HandoverRow = components["schemas"]["Handover"]

export type Weapon = AttackRow["weapons"][number]
export type BaseStatus = NonNullable<BaseRow["status"]>

/** What attacks can be asked for with. */
export type AttackQuestion = NonNullable<paths["/api/v1/attacks/"]["get"]["parameters"]["query"]>
